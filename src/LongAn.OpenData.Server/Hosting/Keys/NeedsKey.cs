using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Publishing.Log;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Hosting.Keys;

/// <summary>Says of an endpoint that it is for who holds a key.</summary>
/// <param name="Scope">What the key must be for; null where any key of the publisher will do.</param>
internal sealed record NeedsKey(KeyScope? Scope);

internal static class KeyedRoutes
{
    public static void AddKeys(this IServiceCollection services)
    {
        services.AddSingleton<KeyRing>();
        services.AddSingleton<PublishLog>();
        services.AddSingleton<FailedKeys>();
    }

    /// <summary>
    /// Lets nobody in without a key that has this scope and is for the dataset that the path names (<c>{id}</c>), and logs what is tried. Said before
    /// <see cref="QueryNames.Takes"/>: who has no key is told nothing else.
    /// </summary>
    public static RouteHandlerBuilder NeedsKey(this RouteHandlerBuilder route, KeyScope? scope) =>
        route.WithMetadata(new NeedsKey(scope)).AddEndpointFilter<KeyGate>();
}
