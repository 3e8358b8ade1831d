namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of versions.</summary>
internal static class VersionText
{
    private const string BeforeData = "-data.";

    /// <summary>
    /// The rules for a value with a member <c>version</c>. Without the second one 1.0.0-data.7 and 1.0.0+data.7 would be two versions with one name for their
    /// ModelVersions; it looks at the whole pre-release, since 1.0.0-rc-data.7 and 1.0.0-rc+data.7 are such a pair too.
    /// </summary>
    public static Place<T> Rule<T>(Place<T> place, Func<T, string?> get)
        where T : class =>
        place.Require(
                $"self.version.matches(r'{Patterns.Version}')",
                self => Patterns.Version.Fits(get(self)!),
                RuleMessage<T>.Naming(
                    "self.version", get, "version '{0}' must be MAJOR.MINOR.PATCH, optionally -PRE.RELEASE and +data.N, in lower case, such as 2.3.1-rc.1+data.7"),
                field: ".version")
            .Require(
                $"!self.version.contains('{BeforeData}')",
                self => !get(self)!.Contains(BeforeData, StringComparison.Ordinal),
                RuleMessage<T>.Naming("self.version", get, "version '{0}' has a pre-release with data.; write +data.N for the version of the data, or another pre-release"),
                field: ".version");
}
