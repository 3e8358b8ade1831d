using ModelSync.Api.Rollouts;
using ModelSync.Cli.Clusters;
using ModelSync.Cli.Status;
using ModelSync.Kubernetes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Cli.Verbs;

/// <summary>Waits for what the operator says to a verb.</summary>
internal sealed class VerbAnswer(Session session, RolloutReader reader, TimeProvider time)
{
    /// <summary>How long an operator that runs needs at most.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan PatienceForWords = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    /// <summary>The rollout once the operator has answered; null where it has not in time.</summary>
    public async Task<ModelRollout?> WaitAsync(string name, Func<ModelRollout, bool> isAnswered, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var rollout = await reader.GetAsync(name, cancellationToken).ConfigureAwait(false);
            if (isAnswered(rollout))
            {
                return rollout;
            }

            if (time.GetElapsedTime(start) >= Patience)
            {
                return null;
            }

            await Task.Delay(Between, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The operator's answer to the verb of an id; null while there is none.</summary>
    public static ActionStatus? Find(ModelRollout rollout, string id) =>
        new[] { rollout.Status?.LastAction, rollout.Status?.LastAbort }.FirstOrDefault(action => string.Equals(action?.Id, id, StringComparison.Ordinal));

    /// <summary>Why a verb had no effect, in the words of the operator's Event, which comes a little later than the status; null where there is none to read.</summary>
    public async Task<string?> WordsAsync(ModelRollout rollout, string id, CancellationToken cancellationToken)
    {
        var options = new ListOptions
        {
            Namespace = session.Namespace,
            FieldSelector = FieldQuery.Everything.Equal("involvedObject.name", rollout.Metadata.Name!).Equal("involvedObject.kind", ModelRollout.Resource.Kind),
        };
        var start = time.GetTimestamp();
        try
        {
            while (time.GetElapsedTime(start) < PatienceForWords)
            {
                var events = await session.Client.Resource<Event>().ListAsync(options, cancellationToken).ConfigureAwait(false);
                if (events.Items.FirstOrDefault(one => one.Message?.Contains($"(id {id})", StringComparison.Ordinal) is true) is { Message: { } message })
                {
                    return message;
                }

                await Task.Delay(Between, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (KubernetesException)
        {
            // Who may not read Events is told the outcome alone.
        }

        return null;
    }
}
