using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>Answers an action with a document, a <see cref="DatastoreAnswer"/> or a <see cref="CkanError"/>.</summary>
internal delegate ValueTask<object?> CkanHandler(CkanCall call);

/// <summary>The actions: one row each. The row feeds the routes, the documents and <c>help_show</c>.</summary>
internal sealed record CkanAction(string Name, string Tag, string Summary, string Vi, string En, IReadOnlyList<QueryParameter> Parameters, CkanHandler Run)
{
    private const string Site = "CKAN site";
    private const string Packages = "CKAN packages";
    private const string Groups = "CKAN groups";
    private const string DataStore = "CKAN DataStore";

    /// <summary>How the names of actions that change things begin or end.</summary>
    private static readonly string[] Changing = ["_create", "_update", "_patch", "_delete", "_upsert", "_purge", "_revise", "_reorder", "_undelete", "_bulk_update"];

    public static IReadOnlyList<CkanAction> All { get; } =
    [
        new("site_read", Site, "Say that the site may be read.", "Luôn là true.", "Always true.", [], Document(_ => true)),
        new("status_show", Site, "Say what the site is.", "Phiên bản giao diện CKAN, tên và địa chỉ cổng.", "The version of CKAN's API that is spoken here, the site's title and address.", [], Document(SiteActions.Status)),
        new("help_show", Site, "Explain an action.", "Mô tả và tham số của một hành động.", "What an action does and takes.", [new("name", new("Tên hành động.", "The action's name.")) { IsRequired = true, Example = "package_search" }], Document(SiteActions.Help)),
        new("license_list", Site, "List the licences.", "Các giấy phép của các bộ dữ liệu.", "The licences of the datasets.", [], Document(SiteActions.Licences)),
        new("package_list", Packages, "List the names of the datasets.", "Tên các bộ dữ liệu, theo thứ tự.", "The datasets' names, in order.", CkanParameters.Pages, Document(PackageActions.List)),
        new("current_package_list_with_resources", Packages, "List the datasets with their resources.", "Các bộ dữ liệu và tài nguyên, mới sửa đứng trước.", "The datasets with their resources, the last modified first.", CkanParameters.Pages, Document(PackageActions.ListWhole)),
        new("package_show", Packages, "Show a dataset.", "Theo tên hoặc mã.", "By name or id.", [CkanParameters.Id("Tên hoặc mã bộ dữ liệu.", "A dataset's name or id.")], Document(PackageActions.Show)),
        new("package_search", Packages, "Find datasets.", "Theo từ khóa và điều kiện, kèm số lượng theo từng nhóm.", "By words and conditions, with how many there are of each kind.", CkanParameters.Search, Document(PackageActions.Search)),
        new("resource_show", Packages, "Show a resource: a dataset in one format.", "Theo mã.", "By id.", [CkanParameters.Id("Mã tài nguyên.", "A resource's id.")], Document(PackageActions.ShowResource)),
        new("resource_search", Packages, "Find resources.", "Theo phần của một giá trị.", "By a part of a value.", CkanParameters.ResourceSearch, Document(PackageActions.SearchResources)),
        new("tag_list", Packages, "List the tags.", "Các thẻ, theo thứ tự.", "The tags, in order.", CkanParameters.Tags, Document(GroupActions.ListTags)),
        new("tag_show", Packages, "Show a tag and its datasets.", "Theo tên hoặc mã.", "By name or id.", [CkanParameters.Id("Tên hoặc mã thẻ.", "A tag's name or id.") with { Example = "KCN" }, CkanParameters.Flag("include_datasets", "true: kèm các bộ dữ liệu.", "true: with its datasets.")], Document(GroupActions.ShowTag)),
        new("organization_list", Groups, "List the publishers.", "Tên các nhà xuất bản.", "The publishers' names.", CkanParameters.Groups, Document(GroupActions.ListOrganizations)),
        new("organization_show", Groups, "Show a publisher.", "Theo tên hoặc mã.", "By name or id.", [CkanParameters.Id("Tên hoặc mã nhà xuất bản.", "A publisher's name or id.") with { Example = "longan-opendata" }, CkanParameters.Flag("include_datasets", "true: kèm các bộ dữ liệu.", "true: with its datasets.")], Document(GroupActions.ShowOrganization)),
        new("group_list", Groups, "List the themes.", "Tên các chủ đề.", "The themes' names.", CkanParameters.Groups, Document(GroupActions.ListGroups)),
        new("group_show", Groups, "Show a theme.", "Theo tên hoặc mã.", "By name or id.", [CkanParameters.Id("Tên hoặc mã chủ đề.", "A theme's name or id.") with { Example = "econ" }, CkanParameters.Flag("include_datasets", "true: kèm các bộ dữ liệu.", "true: with its datasets.")], Document(GroupActions.ShowGroup)),
        new("datastore_search", DataStore, "Read records.", "Các bản ghi của một tài nguyên CSV, lọc, sắp xếp và theo trang; nhiều nhất 32.000 bản ghi một lần, limit của câu trả lời cho biết.", "The records of a CSV resource, filtered, sorted and paged; 32,000 at most, as the answer's limit says.", CkanParameters.Datastore, DatastoreActions.Search),
        new("datastore_info", DataStore, "Say what the records of a resource are.", "Các trường, kiểu và số bản ghi.", "The fields, their types and the number of records.", [CkanParameters.Id("Mã tài nguyên CSV, hoặc mã bộ dữ liệu.", "The id of a CSV resource, or of a dataset.")], Document(DatastoreActions.Info)),
    ];

    /// <summary>What it does, in both languages.</summary>
    public string Help => $"{Vi}\n\n{En}";

    public static bool Changes(string name) => Changing.Any(end => name.EndsWith(end, StringComparison.Ordinal)) || name.StartsWith("follow_", StringComparison.Ordinal) || name.StartsWith("unfollow_", StringComparison.Ordinal);

    private static CkanHandler Document(Func<CkanCall, object?> make) => call => ValueTask.FromResult(make(call));
}
