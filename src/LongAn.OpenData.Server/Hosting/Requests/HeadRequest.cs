namespace LongAn.OpenData.Server.Hosting.Requests;

/// <summary>Tells handlers that would do long work for a body that nobody asked for it.</summary>
internal static class HeadRequest
{
    public const string Key = "head";

    public static bool IsHead(this HttpContext http) => http.Items.ContainsKey(Key);
}
