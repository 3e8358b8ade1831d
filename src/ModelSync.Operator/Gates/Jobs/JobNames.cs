using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModelSync.Core.Gates;
using ModelSync.Operator.Gates.Scenes;

namespace ModelSync.Operator.Gates.Jobs;

/// <summary>Names the Jobs of a run, so that a process that was started again finds those of the one before.</summary>
internal static class JobNames
{
    private const int HashLength = 10;
    private const string Letters = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>The run, as a label has it.</summary>
    public static string RunOf(GateRequest request, GateScene scene)
    {
        var key = request.Key;
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{scene.Rollout.Uid}\n{key.Cluster}\n{key.Gate}\n{key.Phase}\n{key.Epoch}\n{request.Candidate}");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return string.Create(HashLength, hash, static (span, bytes) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = Letters[bytes[i] % Letters.Length];
            }
        });
    }

    /// <summary>The name of the Job of an attempt. With a rollout's name of at most 52 characters, pods' names still fit into 63.</summary>
    public static string Of(string rollout, string run, int attempt)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $"-{run}-{attempt}");
        return string.Concat(rollout.AsSpan(0, Math.Min(rollout.Length, Most - suffix.Length)).TrimEnd('-'), suffix);
    }

    // Six characters for what the Job controller adds to the names of pods.
    private const int Most = 57;
}
