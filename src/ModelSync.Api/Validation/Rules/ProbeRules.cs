using ModelSync.Api.Gates;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of a probe.</summary>
internal static class ProbeRules
{
    private const string OwnParts = "has(self.method) || has(self.headers) || has(self.body) || has(self.expectStatus) || has(self.expectBody)";

    /// <summary>All of them.</summary>
    public static Place<ProbeCheck> All() => new Place<ProbeCheck>()
        .Require(
            "has(self.profile) != has(self.path)",
            static probe => probe.Profile is null != probe.Path is null,
            "exactly one of profile (a request that the runtime profile knows) and path (a request of your own) must be set")
        .Require(
            $"!has(self.profile) || !({OwnParts})",
            static probe => probe.Profile is null
                || (probe.Method is null && probe.Headers is null && probe.Body is null && probe.ExpectStatus is null && probe.ExpectBody is null),
            "method, headers, body, expectStatus and expectBody are only for a request with a path; remove them, or set path instead of profile",
            field: ".profile",
            reason: Reasons.Forbidden)
        .Require(
            "!has(self.body) || !has(self.method) || self.method == 'POST'",
            static probe => probe.Body is null || probe.Method is null or HttpMethodName.POST,
            "body needs method POST; remove it, or set method to POST",
            field: ".body",
            reason: Reasons.Forbidden)
        .Require(
            "!has(self.expectBody) || !has(self.method) || self.method != 'HEAD'",
            static probe => probe.ExpectBody is null || probe.Method != HttpMethodName.HEAD,
            "expectBody cannot be found in the answer to HEAD, which has no body; use GET",
            field: ".expectBody",
            reason: Reasons.Forbidden)
        .With(static place => PortRules.Add(place, "port", static probe => probe.Port));
}
