using System.Globalization;
using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Routing;

namespace ModelSync.Playground.DataPlane.Mesh;

/// <summary>Reads the retries of an HTTP route.</summary>
internal static class RetryReader
{
    // What Istio takes where nothing is said; a request that could not be sent goes elsewhere in any case.
    private const string Default = "connect-failure,refused-stream,unavailable,cancelled,503";

    public static RetryPolicy Read(VirtualServiceRetries? retries, string field, RouteProblems problems)
    {
        if (retries is null)
        {
            return RetryPolicy.None;
        }

        if (retries.Attempts is < 0 or > 100)
        {
            problems.Add($"{field}.attempts", retries.Attempts.Value.ToString(CultureInfo.InvariantCulture), "a number from 0 to 100 is wanted.");
        }

        var policy = new RetryPolicy
        {
            Attempts = Math.Clamp(retries.Attempts ?? 2, 0, 100),
            PerTryTimeout = problems.Duration($"{field}.perTryTimeout", retries.PerTryTimeout),
        };
        var words = string.IsNullOrEmpty(retries.RetryOn) ? Default : retries.RetryOn;
        return words
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(policy, (sofar, word) => With(sofar, word, $"{field}.retryOn", problems));
    }

    private static RetryPolicy With(RetryPolicy policy, string word, string field, RouteProblems problems)
    {
        switch (word)
        {
            case "connect-failure" or "refused-stream" or "unavailable" or "cancelled" or "retriable-status-codes" or "reset-before-request":
                return policy;
            case "5xx":
                return policy with { OnServerError = true, OnReset = true };
            case "reset":
                return policy with { OnReset = true };
            case "gateway-error":
                return policy with { OnStatus = new HashSet<int>([.. policy.OnStatus, 502, 503, 504]) };
            case "retriable-4xx":
                return policy with { OnStatus = new HashSet<int>([.. policy.OnStatus, 409]) };
            default:
                return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and < 600
                    ? policy with { OnStatus = new HashSet<int>([.. policy.OnStatus, status]) }
                    : Unknown(policy, word, field, problems);
        }
    }

    private static RetryPolicy Unknown(RetryPolicy policy, string word, string field, RouteProblems problems)
    {
        problems.Add(field, word, "known are 5xx, gateway-error, reset, retriable-4xx, connect-failure, refused-stream and status codes.");
        return policy;
    }
}
