using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Reading;

namespace ModelSync.Operator.Traffic;

/// <summary>Reads what an entry Service selects.</summary>
internal static class EntrySelector
{
    /// <summary>The selector; null where it is not exactly one of ours: with one label more it selects other pods, or none.</summary>
    public static ServiceSelector? Of(DynamicObject service, string rollout)
    {
        var selector = service.ToJsonElement().Member("spec").Member("selector");
        if (!Reading.Text.Same(selector.Text(ObjectKeys.Rollout), rollout))
        {
            return null;
        }

        return (selector.EnumerateObject().Count(), selector.Text(ObjectKeys.Revision)) switch
        {
            (1, _) => ServiceSelector.Wide,
            (2, { } revision) => ServiceSelector.Narrow(revision),
            _ => null,
        };
    }

    /// <summary>Whether the selector has labels that are not ours: an apply would leave them there.</summary>
    public static bool HasForeignLabels(DynamicObject service)
    {
        var selector = service.ToJsonElement().Member("spec").Member("selector");
        return selector.ValueKind == System.Text.Json.JsonValueKind.Object
            && selector.EnumerateObject().Any(static label => label.Name is not (ObjectKeys.Rollout or ObjectKeys.Revision));
    }
}
