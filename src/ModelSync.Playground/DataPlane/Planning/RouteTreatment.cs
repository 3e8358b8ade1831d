using System.Globalization;
using System.Text.RegularExpressions;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Playground.DataPlane.Planning;

/// <summary>How one route is treated: as its annotations say, else as all are.</summary>
internal sealed partial record RouteTreatment(TimeSpan Delay, string? Refusal, string? Problem)
{
    private const int LongestDelay = 600_000;

    public static RouteTreatment Of(ObjectMeta metadata, RouteBehavior behavior)
    {
        var (delay, problem) = DelayOf(Annotation(metadata, RouteAnnotations.Delay), behavior);
        var refusal = Annotation(metadata, RouteAnnotations.Refuse) ?? behavior.Refusal;
        if (refusal is not null && !Reason().IsMatch(refusal))
        {
            problem ??= $"{RouteAnnotations.Refuse} is \"{refusal}\": write a reason in CamelCase, such as NotAllowedByListeners.";
            refusal = null;
        }

        return new RouteTreatment(delay, refusal, problem);
    }

    private static (TimeSpan Delay, string? Problem) DelayOf(string? text, RouteBehavior behavior)
    {
        if (text is null)
        {
            return (behavior.Delay, null);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= LongestDelay
            ? (TimeSpan.FromMilliseconds(milliseconds), null)
            : (behavior.Delay, $"{RouteAnnotations.Delay} is \"{text}\": write milliseconds from 0 to {LongestDelay}.");
    }

    private static string? Annotation(ObjectMeta metadata, string name) =>
        metadata.Annotations is { } annotations && annotations.TryGetValue(name, out var value) ? value : null;

    // What the schema of a condition demands.
    [GeneratedRegex(
        "^[A-Za-z]([A-Za-z0-9_,:]{0,1022}[A-Za-z0-9_])?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reason();
}
