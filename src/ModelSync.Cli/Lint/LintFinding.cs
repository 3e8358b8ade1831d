namespace ModelSync.Cli.Lint;

/// <summary>One thing that is wrong in a file.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Place">Where.</param>
/// <param name="Object">The kind and name; empty where there is no object.</param>
/// <param name="Message">What is wrong and what to do about it.</param>
internal sealed record LintFinding(string File, YamlPlace Place, string Object, string Message);
