using System.Diagnostics;
using System.Text.RegularExpressions;
using ModelSync.Testing;

namespace ModelSync.Image;

/// <summary>The image's operator as a process: as its user and with a read-only root, by build/image-run.sh.</summary>
internal sealed partial class UnpackedOperator : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<Uri> _addresses = [];

    private UnpackedOperator(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, told) => Read(told.Data);
        _process.ErrorDataReceived += (_, told) => Read(told.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static string Script { get; } = Path.Combine(Repository.Root, "build", "image-run.sh");

    public static UnpackedOperator Start(string root, params IReadOnlyList<string> arguments)
    {
        string[] always = [root, "--log-format", "text", "--health-address", "127.0.0.1:0", "--metrics-address", "127.0.0.1:0"];
        var start = new ProcessStartInfo(Script, [.. always, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        return new UnpackedOperator(Process.Start(start)!);
    }

    /// <summary>Waits until a path is answered with 200 by one of its servers, and returns the text.</summary>
    public async Task<string> UntilAnsweredAsync(HttpClient http, string path, CancellationToken cancellationToken)
    {
        string? text = null;
        await Eventually.TrueAsync(async () => (text = await TryGetAsync(http, path, cancellationToken)) is not null, $"{path} is answered with 200", cancellationToken);
        return text!;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    [GeneratedRegex(@"Listening on (?<address>127\.0\.0\.1:\d+)\.", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();

    private async Task<string?> TryGetAsync(HttpClient http, string path, CancellationToken cancellationToken)
    {
        Assert.That(_process.HasExited, Is.False, "the operator has ended");
        Uri[] addresses;
        lock (_addresses)
        {
            addresses = [.. _addresses];
        }

        foreach (var address in addresses)
        {
            using var response = await http.GetAsync(new Uri(address, path), cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return await response.Content.ReadAsStringAsync(cancellationToken);
            }
        }

        return null;
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        TestContext.Progress.WriteLine($"operator: {line}");
        if (Listening().Match(line) is { Success: true } match)
        {
            lock (_addresses)
            {
                _addresses.Add(new Uri($"http://{match.Groups["address"].Value}"));
            }
        }
    }
}
