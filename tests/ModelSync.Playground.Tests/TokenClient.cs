using ModelSync.Playground.ControlPlane.Processes;

namespace ModelSync.Playground.Tests;

/// <summary>A plain HTTP client of the API server, for what no kubectl of every version can do.</summary>
internal static class TokenClient
{
    public static HttpClient From(string tokenKubeconfig, string authorityPem)
    {
        const string Field = "token: ";
        var line = File.ReadLines(tokenKubeconfig).Single(line => line.Contains(Field, StringComparison.Ordinal));
        return LoopbackHttp.WithToken(authorityPem, line[(line.IndexOf(Field, StringComparison.Ordinal) + Field.Length)..]);
    }
}
