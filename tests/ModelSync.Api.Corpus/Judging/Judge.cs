using System.Diagnostics;
using System.Text.Json.Nodes;
using ModelSync.Api.Corpus.Manifests;

namespace ModelSync.Api.Corpus.Judging;

/// <summary>The program of build/crd-check: the API server's own code, without a server. One question and one answer at a time.</summary>
public sealed class Judge : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts the program with the CRDs of a folder.</summary>
    public Judge(string program, string folder) =>
        _process = Process.Start(new ProcessStartInfo(program, [folder]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException($"{program} did not start: build it with build/crd-check.sh");

    /// <summary>The verdict about an object, or about a change.</summary>
    public Answer Ask(Manifest manifest)
    {
        var question = new JsonObject { ["id"] = manifest.Name, ["object"] = manifest.Object.DeepClone() };
        if (manifest.Old is not null)
        {
            question["old"] = manifest.Old.DeepClone();
        }

        _process.StandardInput.WriteLine(question.ToJsonString());
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"the judge ended at {manifest.Name}: see what it wrote above");
        return Read(JsonNode.Parse(line)!);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Answer Read(JsonNode answer) => new(
        answer["accepted"]!.GetValue<bool>(),
        answer["message"]?.GetValue<string>() ?? string.Empty,
        [.. answer["errors"]!.AsArray().Select(static error => new ServerError(Text(error!, "field"), Text(error!, "type"), Text(error!, "message")))],
        [.. answer["unknownFields"]!.AsArray().Select(static field => field!.GetValue<string>())]);

    private static string Text(JsonNode error, string name) => error[name]?.GetValue<string>() ?? string.Empty;
}
