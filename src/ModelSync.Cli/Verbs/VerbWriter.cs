using System.Buffers;
using System.Text.Json;
using ModelSync.Api.Rollouts;
using ModelSync.Cli.Clusters;
using ModelSync.Cli.Status;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;

namespace ModelSync.Cli.Verbs;

/// <summary>Carries a verb to the API server.</summary>
internal sealed class VerbWriter(Session session, RolloutReader reader)
{
    private const int Tries = 5;

    /// <summary>Plans on the rollout as it is and writes, on condition that it still is so; plans anew where it was not.</summary>
    /// <exception cref="CliException">The verb does not apply, or somebody else writes all the time.</exception>
    public async Task<(ModelRollout Rollout, VerbPlan Plan)> WriteAsync(string name, Func<ModelRollout, VerbPlan> plan, CancellationToken cancellationToken)
    {
        for (var left = Tries - 1; ; left--)
        {
            var rollout = await reader.GetAsync(name, cancellationToken).ConfigureAwait(false);
            var planned = plan(rollout);
            if (planned is VerbPlan.Refused refused)
            {
                throw new CliException(ExitCodes.Failed, $"{name}: {refused.Reason}");
            }

            try
            {
                // A verb names its revision, so that the last try may do without: an abort never loses against a busy status.
                var isConditional = left > 0 || planned is VerbPlan.Change;
                var patch = Patch.Merge(Body(planned, isConditional ? rollout.Metadata.ResourceVersion : null).Span);
                var key = new NamespacedName(session.Namespace, name);
                return (await session.Client.Resource<ModelRollout>().PatchAsync(key, patch, options: null, cancellationToken).ConfigureAwait(false), planned);
            }
            catch (KubernetesApiException e) when (e.IsConflict && left > 0)
            {
                // Somebody else wrote in between: what they wrote decides whether the verb still applies.
            }
        }
    }

    /// <summary>The merge patch of a plan.</summary>
    internal static ReadOnlyMemory<byte> Body(VerbPlan plan, string? resourceVersion)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("metadata");
            if (resourceVersion is not null)
            {
                json.WriteString("resourceVersion", resourceVersion);
            }

            if (plan is VerbPlan.Annotate annotate)
            {
                json.WriteStartObject("annotations");
                json.WriteString(annotate.Key, annotate.Value);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            if (plan is VerbPlan.Change change)
            {
                json.WriteStartObject("spec");
                json.WritePropertyName(change.Field);
                json.WriteRawValue(change.Json);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
