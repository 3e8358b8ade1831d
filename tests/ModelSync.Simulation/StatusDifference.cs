using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Rollouts;

namespace ModelSync.Simulation;

/// <summary>Shows where two statuses differ, for messages.</summary>
internal static class StatusDifference
{
    private const int Around = 60;

    /// <summary>Whether both say the same, also where they are two objects.</summary>
    public static bool AreEqual(ModelRolloutStatus? left, ModelRolloutStatus? right) => string.Equals(Json(left), Json(right), StringComparison.Ordinal);

    /// <summary>The text around the first difference of both.</summary>
    public static string Between(ModelRolloutStatus? left, ModelRolloutStatus? right)
    {
        var (one, other) = (Json(left), Json(right));
        var at = 0;
        while (at < one.Length && at < other.Length && one[at] == other[at])
        {
            at++;
        }

        return at == one.Length && at == other.Length ? "the statuses are equal" : $"'…{Part(one, at)}…' becomes '…{Part(other, at)}…'";
    }

    private static string Part(string text, int at) => text[Math.Max(0, at - Around)..Math.Min(text.Length, at + Around)];

    private static string Json(ModelRolloutStatus? status) => status is null ? "null" : JsonSerializer.Serialize(status, ApiJsonContext.Default.ModelRolloutStatus);
}
