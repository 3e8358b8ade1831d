using ModelSync.Kubernetes.Kinds;
using ModelSync.Playground.Nodes.Pods;
using ModelSync.Playground.Serving.Behaviors;

namespace ModelSync.Playground.Nodes.Behaviors;

/// <summary>Reads a pod's behaviour from its annotations and, for all pods of a model version, from a ConfigMap in its namespace.</summary>
internal static class BehaviorReader
{
    /// <summary>The ConfigMap's name.</summary>
    public const string ConfigMapName = "playground-behaviors";

    // Against a ConfigMap of a megabyte of nonsense, which would become events.
    private const int MostProblems = 8;

    /// <summary>An annotation wins over the model's version in the ConfigMap, and that over the model of whatever version.</summary>
    public static BehaviorReading Read(KubeletPod pod, ConfigMap? configMap)
    {
        var problems = new List<string>();
        var behavior = Annotations(pod, problems.Add);
        if (configMap?.Data is { Count: > 0 } data)
        {
            var (model, version) = ModelOfPod.Of(pod);
            foreach (var key in (string[])[KeyOf($"{model}-{ModelOfPod.ToLabelForm(version)}"), KeyOf(model)])
            {
                behavior = data.TryGetValue(key, out var text) ? behavior.Over(Lines(key, text, problems.Add)) : behavior;
            }
        }

        behavior = Possible(behavior, problems.Add);
        return new BehaviorReading(behavior, [.. problems.Take(MostProblems)]);
    }

    // Each saying may be good and both together not: what no server can do must not come as far as to one.
    private static PodBehavior Possible(PodBehavior behavior, Action<string> problem)
    {
        try
        {
            BehaviorRules.Check(behavior.Serving);
            return behavior;
        }
        catch (ArgumentException e)
        {
            problem($"latency-p50-ms and latency-p99-ms are ignored: {e.Message}");
            return behavior with { LatencyP50 = null, LatencyP99 = null };
        }
    }

    /// <summary>A ConfigMap's key has letters, digits, '-', '.' and '_' only.</summary>
    private static string KeyOf(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));

    private static PodBehavior Annotations(KubeletPod pod, Action<string> problem)
    {
        var behavior = PodBehavior.Unsaid;
        foreach (var (key, value) in pod.Metadata.Annotations ?? [])
        {
            if (key.StartsWith(PodAnnotations.Prefix, StringComparison.Ordinal))
            {
                behavior = BehaviorKeys.Read(
                    behavior, key[PodAnnotations.Prefix.Length..], value, what => problem($"annotation {PodAnnotations.Prefix}: {what}"));
            }
        }

        return behavior;
    }

    private static PodBehavior Lines(string dataKey, string text, Action<string> problem)
    {
        var behavior = PodBehavior.Unsaid;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var saying = line.Trim().ToString();
            if (saying.Length == 0 || saying[0] == '#')
            {
                continue;
            }

            var place = $"ConfigMap {ConfigMapName}, {dataKey}: ";
            if (saying.Split('=', 2) is [var key, var value])
            {
                behavior = BehaviorKeys.Read(behavior, key.TrimEnd(), value, what => problem(place + what));
            }
            else
            {
                problem($"{place}the line \"{(saying.Length <= 60 ? saying : saying[..60])}\" is ignored: write key=value");
            }
        }

        return behavior;
    }
}
