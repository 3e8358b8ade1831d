namespace ModelSync.Playground.Serving.Behaviors;

/// <summary>What a server can be told to do and to be.</summary>
internal static class BehaviorRules
{
    private const int LongestAnswer = 16 * 1024;
    private const int LongestName = 512;
    private static readonly TimeSpan LongestLatency = TimeSpan.FromHours(1);

    public static void Check(ServingBehavior behavior)
    {
        ArgumentNullException.ThrowIfNull(behavior);
        if (behavior.LatencyP50 < TimeSpan.Zero || behavior.LatencyP50 > LongestLatency)
        {
            throw Bad(nameof(behavior.LatencyP50), behavior.LatencyP50, $"give a time from zero to {LongestLatency}");
        }

        if (behavior.LatencyP99 < behavior.LatencyP50 || behavior.LatencyP99 > LongestLatency)
        {
            var least = $"{nameof(behavior.LatencyP50)}, {behavior.LatencyP50},";
            throw Bad(nameof(behavior.LatencyP99), behavior.LatencyP99, $"give a time from {least} to {LongestLatency}");
        }

        if (behavior.LatencyP50 == TimeSpan.Zero && behavior.LatencyP99 > TimeSpan.Zero)
        {
            var other = $"{nameof(behavior.LatencyP99)} {behavior.LatencyP99}";
            throw Bad(nameof(behavior.LatencyP50), behavior.LatencyP50, $"no log-normal distribution has it with {other}: give some time, or none to both");
        }

        if (!(behavior.ErrorRate is >= 0 and <= 1))
        {
            throw Bad(nameof(behavior.ErrorRate), behavior.ErrorRate, "give a share from 0 to 1");
        }

        if (behavior.Answer?.Length > LongestAnswer)
        {
            throw Bad(nameof(behavior.Answer), $"of {behavior.Answer.Length} characters", $"give at most {LongestAnswer}");
        }
    }

    public static void Check(ModelServerIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        CheckName(nameof(identity.Pod), identity.Pod);
        CheckName(nameof(identity.Model), identity.Model);
        CheckName(nameof(identity.Version), identity.Version);
        if (!Enum.IsDefined(identity.Runtime))
        {
            throw Bad(nameof(identity.Runtime), identity.Runtime, $"give one of {string.Join(", ", Enum.GetNames<ModelRuntime>())}");
        }
    }

    // All of them travel in header values, labels and log lines.
    private static void CheckName(string field, string? value)
    {
        if (string.IsNullOrEmpty(value) || value.Length > LongestName || !value.All(character => character is >= '!' and <= '~'))
        {
            throw Bad(field, $"'{value}'", $"give 1 to {LongestName} visible ASCII characters");
        }
    }

    private static ArgumentException Bad(string field, object value, string remedy) => new($"{field}: {value} is not possible; {remedy}.", field);
}
