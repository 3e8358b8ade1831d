using ModelSync.Kubernetes.Client;

namespace ModelSync.Kubernetes.Tests.LeaderElection.World;

/// <summary>The network between one process and the server, as bad as a test wants it. What was sent arrives even when its sender has given up.</summary>
public sealed class LeaseLink(Action<TimeSpan, Action> post)
{
    /// <summary>How long a message takes, each way.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Requests get lost.</summary>
    public bool IsPartitioned { get; set; }

    /// <summary>Requests are carried out, and their answers get lost.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>The verbs of requests that are carried out without an answer.</summary>
    public HashSet<string> Unanswered { get; } = new(StringComparer.Ordinal);

    /// <summary>The process is dead: nothing reaches it.</summary>
    public bool IsDead { get; set; }

    /// <summary>The test has ended: what still happens is looked at by nobody, and may happen on the thread that cleans up.</summary>
    public bool IsOver { get; set; }

    /// <summary>Requests end neither by an answer nor when they are cancelled: a bug below the elector.</summary>
    public bool HangsForEver { get; set; }

    /// <summary>What the server answers instead, by verb.</summary>
    public Dictionary<string, Exception> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>Every request that was sent.</summary>
    public List<string> Sent { get; } = [];

    public Task<T> SendAsync<T>(string verb, Func<T> carryOut, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Sent.Add(verb);

        // Continues in place, so that a whole election runs on the thread of the test.
        var answer = new TaskCompletionSource<T>();
        if (!HangsForEver)
        {
            cancellationToken.Register(() => answer.TrySetCanceled(cancellationToken));
        }

        if (!IsPartitioned && !HangsForEver)
        {
            Post(() => Arrive(verb, carryOut, answer));
        }

        return answer.Task;
    }

    /// <summary>Sends something from the server to the process, such as an event of a watch.</summary>
    public void Push(Action arrive)
    {
        if (!LosesAnswers)
        {
            Post(() =>
            {
                if (!IsDead && !IsPartitioned)
                {
                    arrive();
                }
            });
        }
    }

    private void Arrive<T>(string verb, Func<T> carryOut, TaskCompletionSource<T> answer)
    {
        if (IsPartitioned)
        {
            return;
        }

        var refusal = Refusals.GetValueOrDefault(verb);
        T? value = default;
        try
        {
            value = refusal is null ? carryOut() : default;
        }
        catch (KubernetesApiException exception)
        {
            refusal = exception;
        }

        if (Unanswered.Contains(verb))
        {
            return;
        }

        Push(() => _ = refusal is null ? answer.TrySetResult(value!) : answer.TrySetException(refusal));
    }

    private void Post(Action message)
    {
        if (Delay == TimeSpan.Zero)
        {
            message();
        }
        else
        {
            post(Delay, message);
        }
    }
}
