using ModelSync.Api.Gates;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of a Prometheus query.</summary>
internal static class PrometheusRules
{
    private const string Known = "{{revision}}, {{stableRevision}}, {{service}}, {{namespace}}, {{window}} and {{args.NAME}}";

    /// <summary>All of them.</summary>
    public static Place<PrometheusCheck> All() => new Place<PrometheusCheck>()
        .With(static place => AddressRules.Add(place, "address", static check => check.Address))
        .Require(
            $"self.query.matches(r'{Patterns.Query}')",
            static check => Patterns.Query.Fits(check.Query!),
            $"query has something else in double braces than {Known}; correct the name",
            field: ".query")
        .Require(
            $"!has(self.samplesQuery) || self.samplesQuery.matches(r'{Patterns.Query}')",
            static check => check.SamplesQuery is not { } query || Patterns.Query.Fits(query),
            $"samplesQuery has something else in double braces than {Known}; correct the name",
            field: ".samplesQuery")
        .Require(
            "self.query.contains('{{revision}}') || self.query.contains('{{service}}')",
            static check => check.Query!.Contains("{{revision}}", StringComparison.Ordinal) || check.Query.Contains("{{service}}", StringComparison.Ordinal),
            "query must have {{revision}} or {{service}}, or it does not tell candidate and stable apart; put it into a label matcher",
            field: ".query");
}
