using ModelSync.Api.Gates;
using ModelSync.Core.Gates;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gates.Http;
using ModelSync.Operator.Gates.Jobs;
using ModelSync.Operator.Gates.Pods;
using ModelSync.Operator.Gates.Probing;
using ModelSync.Operator.Gates.Prometheus;
using ModelSync.Operator.Gates.Scenes;
using ModelSync.Operator.Gates.Scraping;
using ModelSync.Operator.Gates.Secrets;
using ModelSync.Operator.Gates.Webhooks;

namespace ModelSync.Operator.Gates.Measuring;

/// <summary>Makes the meters of all types.</summary>
/// <param name="http">Sends what users ask for.</param>
/// <param name="pods">Leads to the pods of a cluster.</param>
/// <param name="clients">The clients of clusters, for Jobs.</param>
/// <param name="secrets">Reads Secrets where rollouts are.</param>
/// <param name="time">The clock.</param>
internal sealed class GateMeters(
    GateHttp http, Func<ClusterName, IPodTransport> pods, Func<ClusterName, IKubernetesClient> clients, ISecretReader secrets, TimeProvider time) : IGateMeters
{
    private readonly UserCredentials _credentials = new(secrets);

    /// <inheritdoc/>
    public IGateMeter Create(GateRequest request, GateScene scene)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(scene);
        return request.Gate.Spec switch
        {
            { Type: GateType.Probe, Probe: { } probe } => new ProbeMeter(probe, scene, pods(scene.Cluster)),
            { Type: GateType.Scrape, Scrape: not null } spec => new ScrapeMeter(spec, scene, pods(scene.Cluster), time),
            { Type: GateType.Prometheus, Prometheus: { } prometheus } => new PrometheusMeter(prometheus, http, _credentials),
            { Type: GateType.Webhook, Webhook: { } webhook } => new WebhookMeter(webhook, http, _credentials),
            { Type: GateType.Job, Job: { } job } => new JobMeter(job, request, scene, clients(scene.Cluster), time),
            _ => new BrokenMeter($"the gate has type {request.Gate.Spec?.Type} and not the member of that name: correct the gate, then retry"),
        };
    }
}
