using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>Swagger UI at <c>/swagger</c>, with every document in its list.</summary>
internal static class SwaggerUi
{
    private const string Folder = "/swagger";
    private const string Index = "/swagger/index.html";
    private const string Script = "/swagger/try-it-out.js";
    private const string Chosen = "urls.primaryName";

    /// <summary>
    /// Swagger UI fills every parameter with its example, and so would filter by every field at once. Here examples of what may be
    /// left out are shown and not sent; what a request must have is still filled in.
    /// </summary>
    private const string TryItOut = """
        (function () {
          function shownNotSent(system) {
            return {
              statePlugins: { spec: { wrapSelectors: { parameterWithMetaByIdentity: (select) => (state, ...which) => {
                const parameter = select(...which);
                return parameter.get("required") || parameter.has("value") ? parameter : parameter.set("value", "");
              } } } },
              wrapComponents: { parameterRow: (Row) => (props) => {
                const example = props.rawParam.get("example");
                if (!props.isExecute || example === undefined || props.rawParam.get("required")) return system.React.createElement(Row, props);
                const value = example.toJS ? example.toJS() : example;
                const text = Array.isArray(value) ? value.join(",") : typeof value === "object" ? JSON.stringify(value) : String(value);
                const param = props.param.update("description", (description) => description + "  \n*Ví dụ / Example*: `" + text + "`");
                return system.React.createElement(Row, { ...props, param });
              } },
            };
          }
          const bundle = window.SwaggerUIBundle;
          window.SwaggerUIBundle = Object.assign((config) => bundle({ ...config, plugins: [...(config.plugins || []), shownNotSent] }), bundle);
        })();
        """;

    public static void UsePortalSwaggerUI(this WebApplication app)
    {
        var catalog = app.Services.GetRequiredService<DatasetCatalog>();
        app.MapGet(Script, () => Results.Text(TryItOut, "text/javascript; charset=utf-8")).ExcludeFromDescription();
        app.Use((http, next) => ChooseById(http, next, catalog));
        app.UseWhen(http => http.Request.Path.StartsWithSegments(Folder), swagger => swagger.UseSwaggerUI(ui => // for other paths it would match patterns in vain
        {
            ui.DocumentTitle = Bilingual.Line(PortalOpenApi.Title);
            ui.HeadContent = """<script src="try-it-out.js" defer></script>""";
            ui.ConfigObject.Urls = Documents(catalog);
            ui.EnableDeepLinking();
            ui.EnableTryItOutByDefault();
            ui.DisplayRequestDuration();
            ui.ShowCommonExtensions();
            ui.DefaultModelsExpandDepth(0);
            ui.DocExpansion(DocExpansion.List);
        }));
    }

    /// <summary>Read anew for every request, so that the list follows the catalog.</summary>
    private static IEnumerable<UrlDescriptor> Documents(DatasetCatalog catalog)
    {
        yield return new UrlDescriptor { Name = PortalOpenApi.Title.Vi, Url = $"../openapi/{OpenApiDocuments.Portal}.json" };
        yield return new UrlDescriptor { Name = CkanOpenApi.Title.Vi, Url = $"../openapi/{OpenApiDocuments.Ckan}.json" };
        yield return new UrlDescriptor { Name = "OGC API Features", Url = "../ogc/api" };
        foreach (var dataset in catalog.Datasets.OrderBy(dataset => VietnameseText.Fold(dataset.Description.Title.Vi), StringComparer.Ordinal))
            yield return new UrlDescriptor { Name = NameOf(dataset), Url = $"../openapi/{Uri.EscapeDataString(dataset.Id)}.json" };
    }

    private static string NameOf(Dataset dataset) => $"{dataset.Description.Title.Vi} ({dataset.Id})";

    /// <summary>Titles are for people and may change; a link names the dataset's id, and is led to the title of the day.</summary>
    private static Task ChooseById(HttpContext http, RequestDelegate next, DatasetCatalog catalog)
    {
        if (http.Request.Path != Index || catalog.Find(http.Request.Query[Chosen].ToString()) is not { } dataset)
            return next(http);

        http.Response.Redirect($"index.html{QueryString.Create(Chosen, NameOf(dataset))}");
        return Task.CompletedTask;
    }
}
