using System.Security.Cryptography;
using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;

namespace ModelSync.Operator.Gathering;

/// <summary>Gives plans the hashes by which they are compared: the same for a plan that was just made and for one that was read from a record.</summary>
internal static class PlanHashes
{
    private const int Digits = 16;
    private static readonly RolloutStrategy NoStrategy = new();
    private static readonly TrafficSpec NoTraffic = new();

    private static readonly RevisionInputs NoInputs = new()
    {
        PackageDigest = "",
        Version = "",
        Template = RawJson.From("{}"),
        Ports = [],
        Delivery = DeliveryMode.Env,
        ServingContainer = "",
    };

    /// <summary>The plan with its hashes.</summary>
    public static RolloutPlan Add(RolloutPlan plan) => plan with
    {
        Hash = Of(plan with { Traffic = NoTraffic }),
        TrafficHash = Of(plan with { Strategy = NoStrategy, Gates = [], ProgressDeadline = TimeSpan.Zero, OnFailure = FailureMode.Rollback }),
    };

    private static string Of(RolloutPlan plan)
    {
        // The canonical form that records have: what is equal there is equal here.
        var text = RevisionRecordCodec.Encode(new RevisionRecord { Revision = "", Inputs = NoInputs, Plan = plan });
        return Convert.ToHexStringLower(SHA256.HashData(text.Utf8.Span))[..Digits];
    }
}
