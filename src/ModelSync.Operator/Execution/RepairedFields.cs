using ModelSync.Api;
using ModelSync.Core.Revisions.Drift;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Gathering;

namespace ModelSync.Operator.Execution;

/// <summary>Which fields of an object a write puts back that somebody else changed; a write of something new repairs nothing.</summary>
internal sealed class RepairedFields
{
    /// <summary>Nothing is repaired.</summary>
    public static readonly RepairedFields None = new([], before: null);

    private readonly RawJson? _before;

    private RepairedFields(IReadOnlyList<string> candidates, RawJson? before) => (Candidates, _before) = (candidates, before);

    public bool IsRepair => Candidates.Count > 0;

    /// <summary>The fields that may have been changed: those that the server writes in another way than we ask are always among them.</summary>
    public IReadOnlyList<string> Candidates { get; }

    /// <summary>What a write of the live object will repair.</summary>
    public static RepairedFields Of(ObjectWrite write, DynamicObject live, RawJson intent, bool isOwned)
    {
        if (!isOwned)
        {
            return None;
        }

        var now = new RawJson(live.Raw.Span);
        return DriftDetector.Compare(intent, now, live.Metadata.Seal) switch
        {
            DriftVerdict.Drifted => new RepairedFields(DriftDetector.Fields(intent, intent, now), now),
            DriftVerdict.NotApplied => new RepairedFields([$"metadata.annotations[{ObjectKeys.Applied}]"], before: null),
            DriftVerdict.Equal when write.Prepare(live, intent) is not null => new RepairedFields([write.PreparedField], before: null),
            _ => None,
        };
    }

    /// <summary>What a write has repaired: what it changed of our fields.</summary>
    public IReadOnlyList<string> After(RawJson intent, DynamicObject written) =>
        _before is not null && DriftDetector.Fields(intent, new RawJson(written.Raw.Span), _before) is { Count: > 0 } changed ? changed : Candidates;
}
