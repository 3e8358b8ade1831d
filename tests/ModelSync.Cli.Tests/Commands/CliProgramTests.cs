using ModelSync.Cli.Output;
using ModelSync.Testing;

namespace ModelSync.Cli.Commands;

public sealed class CliProgramTests
{
    [Test]
    public async Task Help_lists_every_command_and_every_command_has_examples()
    {
        var (code, output, _) = await RunAsync("--help");
        var shown = CommandCatalog.All.Where(command => !command.IsHidden).ToList();

        Assert.That(code, Is.Zero);
        Assert.That(shown.Select(command => command.Name), Is.All.Matches<string>(name => output.Contains($"  {name} ", StringComparison.Ordinal)));
        Assert.That(shown, Is.All.Matches<Arguments.CommandSpec>(command => command.Examples.Count > 0));
    }

    [Test]
    public async Task A_wrong_command_line_is_exit_code_2_with_the_usage()
    {
        var (code, _, errors) = await RunAsync("status");

        Assert.That(code, Is.EqualTo(ExitCodes.Usage));
        Assert.That(errors, Is.EqualTo("error: status needs NAME\nUsage: kubectl modelsync status NAME [OPTIONS]; `kubectl modelsync status --help` shows examples.\n"));
    }

    [TestCase("status fraud --timeout soon", "--timeout takes a time such as 90s, 5m or 1h30m, but got \"soon\"")]
    [TestCase("promote fraud --timeout 5s", "--timeout is about --wait: give both")]
    [TestCase("get fraud -A", "get takes names, or --all-namespaces and --selector, not both")]
    [TestCase("completion tcsh", "completion takes bash, zsh, fish, kubectl, but got \"tcsh\"")]
    public async Task What_only_the_command_can_judge_is_wrong_usage_too(string words, string error)
    {
        using var folder = new TemporaryFolder();
        var (code, _, errors) = await RunAsync([.. words.Split(' '), "--kubeconfig", folder["none"]]);

        Assert.That(errors, Does.StartWith($"error: {error}\n").Or.Contain("there is no kubeconfig"));
        Assert.That(code, Is.EqualTo(ExitCodes.Usage).Or.EqualTo(ExitCodes.Cluster));
    }

    [Test]
    public async Task A_kubeconfig_that_is_not_there_is_named()
    {
        using var folder = new TemporaryFolder();
        var (code, _, errors) = await RunAsync("get", "--kubeconfig", folder["none"]);

        Assert.That(code, Is.EqualTo(ExitCodes.Cluster));
        Assert.That(errors, Does.Contain("there is no kubeconfig").And.Contain(folder["none"]));
    }

    [Test]
    public async Task Lint_reads_standard_input_and_tells_mistakes_by_exit_code_1()
    {
        var (code, output, errors) = await RunWithAsync("apiVersion: modelsync.io/v1alpha1\nkind: ModelRollot\n", "lint", "-");

        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(ExitCodes.Failed));
            Assert.That(output, Is.EqualTo("stdin:2:7: ModelRollot/?: kind: ModelRollot is not known; did you mean \"ModelRollout\"?\n"));
            Assert.That(errors, Is.EqualTo("1 manifest judged: 1 mistake\n"));
        });
    }

    [Test]
    public async Task Lint_names_a_file_that_is_not_there()
    {
        using var folder = new TemporaryFolder();
        var (code, _, errors) = await RunAsync("lint", folder["none.yaml"]);

        Assert.That(code, Is.EqualTo(ExitCodes.Usage));
        Assert.That(errors, Does.Contain($"there is no file {folder["none.yaml"]}"));
    }

    [Test]
    public async Task Lint_takes_folders()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.yaml", "apiVersion: v1\nkind: ConfigMap\n");
        folder.Write("notes.txt", "no manifest");

        var (code, output, errors) = await RunAsync("lint", folder.Root);

        Assert.That((code, output), Is.EqualTo((ExitCodes.Ok, "")));
        Assert.That(errors, Is.EqualTo("0 manifests judged, 1 of other groups passed over: no mistakes\n"));
    }

    [TestCase("bash", "complete -F _kubectl_modelsync kubectl-modelsync")]
    [TestCase("zsh", "compdef _kubectl-modelsync kubectl-modelsync")]
    [TestCase("fish", "complete -c kubectl-modelsync")]
    [TestCase("kubectl", "exec kubectl-modelsync __complete \"$@\"")]
    public async Task There_are_completion_scripts(string shell, string line)
    {
        var (code, output, _) = await RunAsync("completion", shell);

        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain(line));
    }

    [Test]
    public async Task Completion_answers_in_kubectls_own_form()
    {
        var (_, output, _) = await RunAsync("__complete", "st");

        Assert.That(output, Is.EqualTo("status\tShows a rollout's revisions, pods, weights and gates, or follows it to its end\n:4\n"));
    }

    [Test]
    public async Task Version_needs_no_cluster()
    {
        var (code, output, _) = await RunAsync("version", "--client");

        Assert.That(code, Is.Zero);
        Assert.That(output, Does.StartWith("kubectl-modelsync ").And.Contain("modelsync.io/v1alpha1"));
    }

    private static Task<(int Code, string Output, string Errors)> RunAsync(params string[] words) => RunWithAsync("", words);

    private static async Task<(int Code, string Output, string Errors)> RunWithAsync(string input, params string[] words)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var code = await CliProgram.RunAsync(words, () => new Screen(output, errors), new StringReader(input), new ManualTimeProvider(), CancellationToken.None);
        return (code, output.ToString(), errors.ToString());
    }
}
