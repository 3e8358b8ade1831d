using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ModelSync.Kubernetes.Health;

namespace ModelSync.Kubernetes.AspNetCore.Health;

/// <summary>Adds the endpoints for probes.</summary>
public static class HealthEndpointExtensions
{
    /// <summary>
    /// Answers <c>/healthz</c> (liveness) and <c>/readyz</c> (readiness) as Kubernetes' own servers do: <c>ok</c>, or a line for each check with
    /// <c>?verbose</c> and in trouble; <c>/readyz/NAME</c> asks for one check, and <c>?exclude=NAME</c> leaves one out. Trouble is 503.
    /// </summary>
    public static IEndpointRouteBuilder MapModelSyncHealth(this IEndpointRouteBuilder endpoints, IHealthReport report)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(report);
        var loggers = endpoints.ServiceProvider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        Map(endpoints, new HealthEndpoint("healthz", report.Liveness, loggers.CreateLogger<HealthEndpoint>()));
        Map(endpoints, new HealthEndpoint("readyz", report.Readiness, loggers.CreateLogger<HealthEndpoint>()));
        return endpoints;
    }

    private static void Map(IEndpointRouteBuilder endpoints, HealthEndpoint endpoint)
    {
        RequestDelegate handler = endpoint.HandleAsync;
        endpoints.MapMethods($"/{endpoint.Name}/{{**{HealthEndpoint.CheckParameter}}}", [HttpMethods.Get, HttpMethods.Head], handler);
    }
}
