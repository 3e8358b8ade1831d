namespace ModelSync.Core.Policies.Rules;

/// <summary>What a rule looks at, and how it is called.</summary>
internal sealed record RuleContext(PolicyMoment Moment, PolicyFacts Facts, string Policy, string Rule)
{
    /// <summary>The version that is to run.</summary>
    public VersionFacts Version => Facts.Version;

    /// <summary>A remedy, and the other one that there always is.</summary>
    public string Or(string remedy) => $"{remedy}, or change rule \"{Rule}\" of {Policy}";
}
