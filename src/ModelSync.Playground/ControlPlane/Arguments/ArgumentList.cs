namespace ModelSync.Playground.ControlPlane.Arguments;

/// <summary>The <c>--name=value</c> arguments of a component, in order.</summary>
internal sealed class ArgumentList
{
    // Go's flag library adds these up over all occurrences; for other flags that hold lists it would too, which nobody expects.
    private const string FeatureGates = "--feature-gates";

    private readonly List<string> _arguments = [];

    public ArgumentList Add(string name, string value)
    {
        _arguments.Add($"--{name}={value}");
        return this;
    }

    public ArgumentList AddIf(bool condition, string name, string value) => condition ? Add(name, value) : this;

    /// <summary>Our arguments without those that <paramref name="extra"/> names too, then <paramref name="extra"/>.</summary>
    public IReadOnlyList<string> With(IReadOnlyList<string> extra)
    {
        var replaced = extra.Select(Name).Where(name => !string.Equals(name, FeatureGates, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        return [.. _arguments.Where(argument => !replaced.Contains(Name(argument))), .. extra];
    }

    private static string Name(string argument) => argument.Split('=', 2)[0];
}
