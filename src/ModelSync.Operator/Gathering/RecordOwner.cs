using System.Text.Json.Nodes;
using ModelSync.Api;
using ModelSync.Core.Revisions;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Operator.Reading;

namespace ModelSync.Operator.Gathering;

/// <summary>Makes the objects of a record those of the rollout that has it now: one that was left behind was rendered for another.</summary>
internal static class RecordOwner
{
    /// <summary>The record with that rollout as owner of all that it renders.</summary>
    public static RevisionRecord Give(RevisionRecord record, string uid) => record.Deployment is not { } deployment || IsOwner(deployment, uid)
        ? record
        : record with { Deployment = Give(deployment, uid), Service = Give(record.Service, uid), DisruptionBudget = Give(record.DisruptionBudget, uid) };

    private static bool IsOwner(RawJson rendered, string uid) =>
        Text.Same(JsonText.Tree(rendered)?["metadata"]?["annotations"]?[ObjectKeys.RolloutUid]?.GetValue<string>(), uid);

    private static RawJson? Give(RawJson? rendered, string uid)
    {
        if (rendered is null || JsonText.Tree(rendered) is not JsonObject { } copy || copy["metadata"] is not JsonObject metadata)
        {
            return rendered;
        }

        if (metadata["annotations"] is JsonObject annotations)
        {
            annotations[ObjectKeys.RolloutUid] = uid;
        }

        foreach (var owner in (metadata["ownerReferences"] as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            owner["uid"] = uid;
        }

        return new RawJson(JsonBytes.Of(copy));
    }
}
