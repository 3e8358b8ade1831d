using ModelSync.Playground.ControlPlane;

namespace ModelSync.Playground.Tests;

internal static class ControlPlaneTestExtensions
{
    /// <summary>Runs kubectl, demands that it succeeds and returns what it wrote.</summary>
    public static async Task<string> KubectlOkAsync(this LocalControlPlane controlPlane, string arguments, string? input, CancellationToken cancellationToken)
    {
        var result = await controlPlane.KubectlAsync(arguments.Split(' '), input, cancellationToken);
        Assert.That(result.Succeeded, Is.True, $"kubectl {arguments}: {result.Error}");
        return result.Output.Trim();
    }
}
