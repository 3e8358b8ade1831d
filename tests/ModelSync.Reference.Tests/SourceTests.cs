using System.Text.RegularExpressions;
using ModelSync.Testing;

namespace ModelSync.Reference.Tests;

/// <summary>What the reference cannot see by reflection is not in the code.</summary>
public sealed partial class SourceTests
{
    private static readonly string[] Programs = ["ModelSync.Core", "ModelSync.Operator"];

    // What is read for another reason than to be set by a user, what is told to credential plugins, and what the operator never asks for.
    private static readonly string[] NotForUsers = ["PATHEXT", "REQUEST_METHOD", "KUBERNETES_EXEC_INFO", "HOSTNAME"];

    [Test]
    public void No_reason_of_a_condition_or_an_Event_is_a_text_without_a_name()
    {
        var literals = Programs.SelectMany(SourcesOf).SelectMany(static source => Literal().Matches(File.ReadAllText(source)).Select(match => $"{Path.GetFileName(source)}: {match.Value}"));

        Assert.That(literals, Is.Empty, "make it a constant with a summary and remarks: docs/reference is written from those");
    }

    [Test]
    public void The_reference_has_every_variable_that_the_operator_and_the_client_read()
    {
        var page = ReferenceFiles.All()["docs/reference/flags.md"];

        var read = SourcesOf("ModelSync.Operator").Concat(SourcesOf("ModelSync.Kubernetes"))
            .SelectMany(static source => Variable().Matches(File.ReadAllText(source)).Select(static match => match.Groups["name"].Value))
            .ToHashSet();

        Assert.That(read, Does.Contain("POD_NAME").And.Contain("KUBERNETES_SERVICE_HOST").And.Contain("PATH"));
        Assert.That(read.Except(NotForUsers).Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty, "add the variable to FlagsPage");
    }

    private static string[] SourcesOf(string project) => Directory.GetFiles(Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories);

    [GeneratedRegex(
        """(new Impediment\(\s*|\.(Tell|Warn)\(\s*|new RolloutEvent\([^,;]+,\s*|EventType\.\w+,\s*|Finding\.(True|False|Unknown)\([\w.]+,\s*|new ResolutionFailure\(\s*)\$?"\w*""",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Literal();

    [GeneratedRegex("""([Vv]ariable|environment)\(\s*"(?<name>[A-Z][A-Z_]+)"|"(?<name>KUBERNETES_[A-Z_]+|[A-Z]+_PROXY|KUBECONFIG)(?=")""", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
