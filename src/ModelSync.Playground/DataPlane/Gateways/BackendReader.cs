using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Routing;

namespace ModelSync.Playground.DataPlane.Gateways;

/// <summary>Reads the backends of a rule. A reference that cannot be followed keeps its share of the requests, as the Gateway API demands.</summary>
internal static class BackendReader
{
    public static WeightedChoice<RouteBackend> Read(IReadOnlyList<BackendReference>? references, string routeNamespace, string field, RouteProblems problems) =>
        new((references ?? []).Select((reference, index) =>
            (ReadOne(reference, routeNamespace, $"{field}[{index}]", problems), WeightOf(reference, $"{field}[{index}].weight", problems))));

    private static RouteBackend ReadOne(BackendReference reference, string routeNamespace, string field, RouteProblems problems)
    {
        var backend = new RouteBackend
        {
            Service = new NamespacedName(reference.Namespace ?? routeNamespace, reference.Name),
            Port = reference.Port ?? 0,
            Problem = ProblemOf(reference, routeNamespace, field),
        };
        return FilterReader.Apply(backend, reference.Filters, $"{field}.filters", problems);
    }

    private static BackendProblem? ProblemOf(BackendReference reference, string routeNamespace, string field)
    {
        if (reference.Group is not (null or "") || reference.Kind is not (null or "Service"))
        {
            return new BackendProblem(
                "InvalidKind",
                $"{field} is a {reference.Kind ?? "Service"} of group \"{reference.Group}\": the playground serves Services of the core group.");
        }

        if (reference.Namespace is { } other && !string.Equals(other, routeNamespace, StringComparison.Ordinal))
        {
            return new BackendProblem(
                "RefNotPermitted",
                $"{field} is in namespace \"{other}\": the playground has no ReferenceGrants, so name a Service of \"{routeNamespace}\".");
        }

        return reference.Port is null ? new BackendProblem("BackendNotFound", $"{field}.port is missing: name the port of Service {reference.Name}.") : null;
    }

    private static int WeightOf(BackendReference reference, string field, RouteProblems problems)
    {
        if (reference.Weight is null or >= 0)
        {
            return reference.Weight ?? 1;
        }

        problems.Add(field, reference.Weight.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), "a weight is 0 or more.");
        return 0;
    }
}
