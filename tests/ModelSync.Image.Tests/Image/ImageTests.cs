using System.Text.Json.Nodes;
using ModelSync.EndToEnd.Chart;
using ModelSync.Playground.ControlPlane;
using ModelSync.Testing;

namespace ModelSync.Image;

/// <summary>The image says what it is, holds what it needs, and works as the least that a cluster lets it be.</summary>
[CancelAfter(240_000)]
internal sealed class ImageTests
{
    private const string Labels = "org.opencontainers.image.";
    private static readonly Lazy<TemporaryFolder> Folder = new(static () => new TemporaryFolder());

    private OperatorImage _image = null!;
    private string _root = null!;

    [OneTimeSetUp]
    public async Task UnpackAsync()
    {
        _image = await OperatorImage.OpenAsync(Folder.Value.Root, CancellationToken.None);
        _root = await _image.UnpackAsync(CancellationToken.None);
    }

    [OneTimeTearDown]
    public void Remove() => Folder.Value.Dispose();

    [Test]
    public void It_runs_the_operator_as_a_user_with_a_number_and_names_its_ports()
    {
        Assert.Multiple(() =>
        {
            Assert.That((string?)_image.Configuration["User"], Is.EqualTo("65532:65532"));
            Assert.That((string?)_image.Configuration["Entrypoint"]![0], Is.EqualTo("/app/modelsync-operator"));
            Assert.That(_image.Configuration["ExposedPorts"]!.AsObject().Select(static port => port.Key), Is.EquivalentTo(new[] { "8080/tcp", "8081/tcp" }));
        });
    }

    [Test]
    public async Task It_says_which_version_it_is_of_which_code(CancellationToken cancellationToken)
    {
        var labels = _image.Configuration["Labels"]!;
        var version = (await RunAsync(["--version"], cancellationToken)).Trim();

        Assert.Multiple(() =>
        {
            Assert.That(version, Is.EqualTo($"{(string?)labels[$"{Labels}version"]}+{(string?)labels[$"{Labels}revision"]}"));
            Assert.That(_image.Reference, Does.EndWith($":{(string?)labels[$"{Labels}version"]}"));
            Assert.That((string?)labels[$"{Labels}licenses"], Is.EqualTo("Apache-2.0"));
            Assert.That((string?)labels[$"{Labels}title"], Is.EqualTo("modelsync-operator"));
            Assert.That((string?)labels[$"{Labels}description"], Is.Not.Empty);
        });
    }

    [Test]
    public void Dockerfile_and_chart_name_the_version_that_is_built()
    {
        var built = Line("Directory.Build.props", "<Version>")["<Version>".Length..].Replace("</Version>", "", StringComparison.Ordinal);

        Assert.Multiple(() =>
        {
            Assert.That(Line("Dockerfile", "ARG VERSION="), Is.EqualTo($"ARG VERSION={built}"));
            Assert.That(Line("charts/modelsync/Chart.yaml", "appVersion:"), Is.EqualTo($"appVersion: \"{built}\""));
        });
    }

    [Test]
    public void It_holds_its_program_a_bill_of_materials_the_licence_and_time_zones_and_nobody_but_root_may_change_them()
    {
        string[] held = ["app/modelsync-operator", "app/modelsync-operator.cdx.json", "app/LICENSE", "app/THIRD-PARTY-NOTICES", "usr/share/zoneinfo/Europe/Berlin"];
        var bom = JsonNode.Parse(File.ReadAllText(Path.Combine(_root, "app/modelsync-operator.cdx.json")))!;

        Assert.Multiple(() =>
        {
            Assert.That(held.Where(file => !File.Exists(Path.Combine(_root, file))), Is.Empty);
            Assert.That(Directory.EnumerateFiles(Path.Combine(_root, "app")).Count(), Is.EqualTo(4), "nothing else is in /app");
            Assert.That(
                Directory.EnumerateFiles(Path.Combine(_root, "app")).Where(static file => (File.GetUnixFileMode(file) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) is not UnixFileMode.None),
                Is.Empty);
            Assert.That(bom["components"]!.AsArray().Select(static one => (string?)one!["name"]), Is.SupersetOf(new[] { "Polly.Core", "YamlDotNet" }));
            Assert.That(bom["components"]!.AsArray().Select(static one => (string?)one!["name"]), Has.Some.StartsWith("Microsoft.NETCore.App.Runtime."));
            Assert.That(File.ReadAllText(Path.Combine(_root, "app/THIRD-PARTY-NOTICES")), Does.Contain("Polly.Core").And.Contain("BSD").And.Contain("Antoine Aubry"));
        });
    }

    [Test]
    public async Task It_tells_its_flags_and_its_permissions(CancellationToken cancellationToken)
    {
        var help = await RunAsync(["--help"], cancellationToken);
        var permissions = await RunAsync(["rbac"], cancellationToken);

        Assert.Multiple(() =>
        {
            Assert.That(help, Does.StartWith("usage: modelsync-operator"));
            Assert.That(permissions, Is.EqualTo(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "rbac.yaml"))), "trimming took nothing from it");
        });
    }

    [Test]
    public async Task It_gets_ready_with_a_real_API_server_as_that_user_and_with_a_read_only_root(CancellationToken cancellationToken)
    {
        await using var cluster = await LocalControlPlane.StartAsync(new ControlPlaneOptions { Components = ControlPlaneComponents.ControllerManager }, cancellationToken);
        await cluster.InstallDefinitionsAsync(Repository.Definitions, cancellationToken);
        var kubeconfig = Path.Combine(_root, "kubeconfig");
        File.Copy(cluster.AdminKubeconfigPath, kubeconfig);
        File.SetUnixFileMode(kubeconfig, UnixFileMode.UserRead | UnixFileMode.OtherRead); // in a folder that is root's alone
        using var http = new HttpClient();

        var started = TimeProvider.System.GetTimestamp();
        await using var running = UnpackedOperator.Start(_root, "--kubeconfig", "/kubeconfig", "--lease-namespace", "default");
        await running.UntilAnsweredAsync(http, "/readyz", cancellationToken);
        var took = TimeProvider.System.GetElapsedTime(started);
        var resident = Metric(await running.UntilAnsweredAsync(http, "/metrics", cancellationToken), "process_resident_memory_bytes");

        TestContext.Progress.WriteLine($"image: ready {took.TotalSeconds:0.0} s after its start, with {resident / 1e6:0} MB of memory");
        Assert.That(resident, Is.InRange(20e6, 200e6));
    }

    private static string Line(string file, string beginning) =>
        File.ReadLines(Path.Combine(Repository.Root, file)).Select(static line => line.Trim()).First(line => line.StartsWith(beginning, StringComparison.Ordinal));

    private static double Metric(string page, string name) => double.Parse(
        page.Split('\n').First(line => line.StartsWith($"{name} ", StringComparison.Ordinal)).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await Tool.RunAsync(UnpackedOperator.Script, [_root, .. arguments], input: "", cancellationToken);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result.Output;
    }
}
