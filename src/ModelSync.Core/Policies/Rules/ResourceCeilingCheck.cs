using ModelSync.Api.Policies;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Policies.Rules;

/// <summary>A pod cannot use more than allowed, counted as the scheduler counts.</summary>
/// <remarks>
/// Containers add up, init containers run one after the other beside the sidecars that are already there, and a limit of the whole
/// pod bounds its containers. A container without a limit may take everything, so it is refused; of extended resources and huge
/// pages it gets none.
/// </remarks>
internal static class ResourceCeilingCheck
{
    public static RuleResult Check(ResourceCeilingRule rule, RuleContext context)
    {
        if (context.Facts.PodSpec is not { } spec)
        {
            return RuleResult.Unknown("the pod template is not known: wait until it is read");
        }

        if (PodView.Read(spec) is not { } pod)
        {
            return RuleResult.Unknown("template.spec is no pod spec: correct it");
        }

        var objections = new List<string>();
        foreach (var (resource, text) in rule.Limits ?? StringMap.Empty)
        {
            if (!Quantity.TryParse(text, out var ceiling))
            {
                return RuleResult.Unknown($"the limit \"{text}\" of {resource} in rule \"{context.Rule}\" is no quantity: write one such as 2 or 16Gi");
            }

            if (FindError(pod, resource, ceiling) is { } error)
            {
                objections.Add(error);
            }
        }

        return RuleResult.Of(objections, "the pod stays below all ceilings", context.Or("lower the limits in template.spec"));
    }

    private static string? FindError(PodView pod, string resource, Quantity ceiling)
    {
        try
        {
            var sum = Sum(pod, resource, out var error);
            return error ?? (sum > ceiling ? $"the pod's limits of {resource} are {sum.Canonicalize()}, at most {ceiling} is allowed" : null);
        }
        catch (OverflowException)
        {
            return $"the pod's limits of {resource} are beyond all bounds, at most {ceiling} is allowed";
        }
    }

    private static Quantity Sum(PodView pod, string resource, out string? error)
    {
        error = null;
        var overhead = pod.Overhead.ContainsKey(resource) ? Read(pod.Overhead, resource, "overhead", ref error) : Quantity.Zero;
        if (pod.Limits.ContainsKey(resource))
        {
            return Read(pod.Limits, resource, "the pod", ref error) + overhead;
        }

        var sidecars = Quantity.Zero;
        var most = Quantity.Zero;
        foreach (var container in pod.InitContainers)
        {
            var limit = Read(container.Limits, resource, $"initContainers[{container.Name}]", ref error);
            sidecars = container.IsSidecar ? sidecars + limit : sidecars;
            most = Max(most, container.IsSidecar ? sidecars : sidecars + limit);
        }

        var running = sidecars;
        foreach (var container in pod.Containers)
        {
            running += Read(container.Limits, resource, $"containers[{container.Name}]", ref error);
        }

        return Max(most, running) + overhead;
    }

    private static Quantity Read(IReadOnlyDictionary<string, string> limits, string resource, string owner, ref string? error)
    {
        if (!limits.TryGetValue(resource, out var text))
        {
            error ??= IsNoneByDefault(resource) ? null : $"{owner} has no limit of {resource}";
            return Quantity.Zero;
        }

        if (!Quantity.TryParse(text, out var quantity))
        {
            error ??= $"{owner} has the limit \"{text}\" of {resource}, which is no quantity";
        }

        return quantity;
    }

    private static bool IsNoneByDefault(string resource) =>
        resource.Contains('/', StringComparison.Ordinal) || resource.StartsWith("hugepages-", StringComparison.Ordinal);

    private static Quantity Max(Quantity left, Quantity right) => left >= right ? left : right;
}
