using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Api.Tests.Versions;

public sealed partial class SemanticVersionProperties
{
    // The pattern of the CRD, in the part of the syntax that RE2 and .NET read alike.
    private const string Number = "(0|[1-9][0-9]{0,17})";
    private const string Identifier = "(0|[1-9][0-9]*|[0-9]*[a-z]([-0-9a-z]*[0-9a-z])?|[0-9]+-[-0-9a-z]*[0-9a-z])";

    private static readonly string[] Models = ["m", "m-1", "m-1-2", "1"];

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property The_order_is_total() => Prop.ForAll(RandomVersions.Arbitrary, RandomVersions.Arbitrary, RandomVersions.Arbitrary, (a, b, c) =>
        Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a))
        && (a.CompareTo(b) == 0) == a.Equals(b)
        && (!a.Equals(b) || a.GetHashCode() == b.GetHashCode())
        && !(a.CompareTo(b) <= 0 && b.CompareTo(c) <= 0 && a.CompareTo(c) > 0));

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property Labels_are_valid_and_tell_versions_apart() => Prop.ForAll(RandomVersions.Arbitrary, RandomVersions.Arbitrary, (a, b) =>
        LabelSyntax.FindValueError(a.ToLabelValue()) is null && (a.ToLabelValue() == b.ToLabelValue()) == a.Equals(b));

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property Names_are_valid_and_tell_versions_and_models_apart() => Prop.ForAll(
        RandomVersions.Arbitrary, RandomVersions.Arbitrary, Gen.Elements(Models).ToArbitrary(), (a, b, model) => Models.All(other =>
            Subdomain().IsMatch(a.ToObjectName(model))
            && (a.ToObjectName(model) == b.ToObjectName(other)) == (a.Equals(b) && model == other)));

    [FsCheck.NUnit.Property(MaxTest = 5000)]
    public Property The_pattern_and_the_parser_agree() => Prop.ForAll(RandomVersions.Text.ToArbitrary(), text =>
        SemanticVersion.TryParse(text, out var version, out var error)
            ? version.ToString() == text && IsPattern(text)
            : error.Length > 0 && !IsPattern(text));

    [FsCheck.NUnit.Property]
    public bool TryParse_answers_any_text(string? text) => SemanticVersion.TryParse(text, out var version, out var error) ? version.ToString() == text : error.Length > 0;

    private static bool IsPattern(string text) =>
        text.Length <= SemanticVersion.MaxLength && !text.Contains("-data.", StringComparison.Ordinal) && Pattern().IsMatch(text);

    [GeneratedRegex(
        $@"^{Number}\.{Number}\.{Number}(-{Identifier}(\.{Identifier})*)?(\+data\.{Number})?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Pattern();

    [GeneratedRegex(
        @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Subdomain();
}
