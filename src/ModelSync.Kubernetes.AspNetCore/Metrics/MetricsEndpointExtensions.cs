using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ModelSync.Kubernetes.Metrics;

namespace ModelSync.Kubernetes.AspNetCore.Metrics;

/// <summary>Adds the endpoint for scrapers.</summary>
public static class MetricsEndpointExtensions
{
    /// <summary>Answers GET and HEAD of the path with the metrics, in the format that the scraper asks for.</summary>
    public static IEndpointConventionBuilder MapModelSyncMetrics(
        this IEndpointRouteBuilder endpoints, string path, IMetricsExposition exposition, MetricsEndpointOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(exposition);
        RequestDelegate handler = new MetricsEndpoint(exposition, options ?? new MetricsEndpointOptions()).HandleAsync;
        return endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], handler);
    }
}
