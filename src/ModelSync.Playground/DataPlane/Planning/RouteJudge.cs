using ModelSync.Playground.DataPlane.Gateways;
using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Routing;
using ModelSync.Playground.DataPlane.Services;

namespace ModelSync.Playground.DataPlane.Planning;

/// <summary>Judges routes as a gateway or mesh controller does, with the reasons that the Gateway API lists.</summary>
internal static class RouteJudge
{
    public const string Accepted = "Accepted";
    public const string ResolvedRefs = "ResolvedRefs";

    /// <summary>What Istio calls the condition of its objects.</summary>
    public const string Reconciled = "Reconciled";

    public static RouteVerdict Judge(RouteObject route, RouteTreatment treatment, GatewayBook gateways, ServiceTable services)
    {
        var refused = RefusalOf(route, treatment);
        return route.Parents is null ? JudgeAlone(route, refused) : JudgeParents(route, route.Parents, refused, ResolvedOf(route.Program, services), gateways);
    }

    private static RouteVerdict JudgeAlone(RouteObject route, Finding? refused) => new()
    {
        IsAccepted = refused is null,
        Findings = [refused is null
            ? new Finding(Reconciled, IsTrue: true, "Reconciled", $"{route.Key.Kind} is served")
            : refused with { Type = Reconciled }],
    };

    private static RouteVerdict JudgeParents(RouteObject route, IReadOnlyList<ParentReference> parents, Finding? refused, Finding resolved, GatewayBook gateways)
    {
        var said = new List<(ParentReference, IReadOnlyList<Finding>)>();
        var attachments = new List<Attachment>();
        foreach (var parent in parents)
        {
            // Whether a Gateway that is not there would be ours cannot be known: that is left to others, as the API demands.
            if (gateways.Find(parent, route.Key.Name.Namespace) is not { } gateway)
            {
                continue;
            }

            var (attached, unattached) = gateway.Attach(route, parent);
            attachments.AddRange(attached);
            var accepted = unattached ?? refused ?? new Finding(Accepted, IsTrue: true, "Accepted", "Route is accepted");
            said.Add((parent, [accepted, resolved]));
        }

        return new RouteVerdict
        {
            IsAccepted = attachments.Count > 0 && refused is null,
            IsDetached = attachments.Count == 0,
            Parents = said,
            Attachments = attachments,
        };
    }

    private static Finding? RefusalOf(RouteObject route, RouteTreatment treatment)
    {
        if (route.Problem is { } problem)
        {
            return new Finding(Accepted, IsTrue: false, "UnsupportedValue", problem);
        }

        if (treatment.Problem is { } mistake)
        {
            return new Finding(Accepted, IsTrue: false, "UnsupportedValue", mistake);
        }

        return treatment.Refusal is null
            ? null
            : new Finding(Accepted, IsTrue: false, treatment.Refusal, $"Refused, as {RouteAnnotations.Refuse} or the playground's options say");
    }

    private static Finding ResolvedOf(RouteProgram program, ServiceTable services)
    {
        var problem = program.Backends.Select(backend => ProblemOf(backend, services)).FirstOrDefault(found => found is not null);
        return problem is null
            ? new Finding(ResolvedRefs, IsTrue: true, "ResolvedRefs", "All references are resolved")
            : new Finding(ResolvedRefs, IsTrue: false, problem.Reason, problem.Message);
    }

    private static BackendProblem? ProblemOf(RouteBackend backend, ServiceTable services)
    {
        if (backend.Problem is not null || services.Find(backend.Service, backend.Port) is not null)
        {
            return backend.Problem;
        }

        var message = services.FindService(backend.Service) is null
            ? $"There is no Service {backend.Service}."
            : $"Service {backend.Service} has no TCP port {backend.Port}.";
        return new BackendProblem("BackendNotFound", message);
    }
}
