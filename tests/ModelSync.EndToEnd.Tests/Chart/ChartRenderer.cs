using System.Text.Json.Nodes;
using ModelSync.Playground.ControlPlane;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Chart;

/// <summary>Renders charts/modelsync as Helm does: build/chart-render.sh.</summary>
internal static class ChartRenderer
{
    private static readonly Lazy<Task<string>> Program = new(BuildAsync);

    /// <summary>This tree's chart.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "charts", "modelsync");

    /// <summary>The objects that are rendered with some values.</summary>
    public static Task<JsonObject[]> ObjectsAsync(string values, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        ObjectsAsync(Folder, values, arguments, cancellationToken);

    /// <summary>The objects that another chart renders with some values.</summary>
    public static async Task<JsonObject[]> ObjectsAsync(string chart, string values, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await TemplateAsync(chart, values, [.. arguments, "--output", "json"], cancellationToken);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return Objects(result.Output);
    }

    /// <summary>What is printed with some values.</summary>
    public static async Task<string> TextAsync(string values, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await TemplateAsync(Folder, values, arguments, cancellationToken);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result.Output;
    }

    /// <summary>What is said when values are refused.</summary>
    public static async Task<string> RefusalAsync(string values, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await TemplateAsync(Folder, values, arguments, cancellationToken);
        Assert.That(result.ExitCode, Is.EqualTo(1), $"it is not refused: {result.Output}{result.Error}");
        return result.Error;
    }

    /// <summary>The objects of a text of YAML.</summary>
    public static async Task<JsonObject[]> ReadAsync(string yaml, CancellationToken cancellationToken)
    {
        var result = await RunAsync(["objects"], yaml, cancellationToken);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return Objects(result.Output);
    }

    public static async Task<CommandResult> RunAsync(IReadOnlyList<string> arguments, string input, CancellationToken cancellationToken) =>
        await Tool.RunAsync(await Program.Value.WaitAsync(cancellationToken), arguments, input, cancellationToken);

    private static async Task<CommandResult> TemplateAsync(string chart, string values, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        return await RunAsync(["template", chart, "--values", folder.Write("values.yaml", values), .. arguments], input: "", cancellationToken);
    }

    private static JsonObject[] Objects(string json) => [.. JsonNode.Parse(json)!.AsArray().Select(static one => one!.AsObject())];

    // Built once a machine; build/test.sh does it before the first test.
    private static async Task<string> BuildAsync()
    {
        var result = await Tool.RunAsync(Path.Combine(Repository.Root, "build", "chart-render.sh"), ["--path"], input: "", CancellationToken.None);
        return result.Succeeded ? result.Output.Trim() : throw new AssertionException(result.Error);
    }
}
