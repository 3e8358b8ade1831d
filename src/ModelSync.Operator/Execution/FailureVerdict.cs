using System.Text.Json;
using ModelSync.Api.Conditions;
using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Patching;

namespace ModelSync.Operator.Execution;

/// <summary>Tells what passes by itself from what a person has to mend.</summary>
internal static class FailureVerdict
{
    /// <summary>After how many failures in a row people are told: the first is as a rule the last.</summary>
    public const int ToldAfter = 3;

    /// <summary>Whether an exception is one that an action may end with; all others are bugs.</summary>
    public static bool IsKnown(Exception e) => e is ActionStoppedException or KubernetesException or ApplyConfigurationException or JsonException;

    /// <summary>Whether the server will say the same again until somebody changes something.</summary>
    public static bool IsRefusal(KubernetesApiException e) =>
        e.IsForbidden || e.IsInvalid || (int)e.StatusCode is 400 or 405 || IsUnreadable(e);

    /// <summary>Whether a field belongs to another field manager, which stays so until somebody gives it up.</summary>
    public static bool IsOfForeignField(KubernetesApiException e) =>
        e.IsConflict && e.Status.Details?.Causes?.Any(static cause => string.Equals(cause.Reason, "FieldManagerConflict", StringComparison.Ordinal)) is true;

    /// <summary>What to tell people about a failed action; null while it may pass by itself.</summary>
    /// <param name="action">The action.</param>
    /// <param name="e">What it ended with.</param>
    /// <param name="failures">How many looks in a row have failed before.</param>
    public static Impediment? Of(PlannedAction action, Exception e, int failures) => e switch
    {
        ActionStoppedException stopped => stopped.Impediment,
        KubernetesApiException api when IsRefusal(api) => new Impediment(ObstacleReasons.WriteRefused, $"the API server refuses {NameOf(action)}: {api.Status.Message ?? api.Message}"),
        KubernetesApiException api when failures >= ToldAfter => new Impediment(ObstacleReasons.WriteFailed, $"the API server fails at {NameOf(action)}, and it is tried again: {api.Status.Message ?? api.Message}"),
        KubernetesApiException or KubernetesConnectionException => null,
        _ when failures >= ToldAfter => new Impediment(ObstacleReasons.WriteFailed, $"{NameOf(action)} fails, and it is tried again: {e.Message}"),
        _ => null,
    };

    private static string NameOf(PlannedAction action) => action.GetType().Name;

    // A server-side apply of a field that the schema does not know, or of a value that is not of its type, is answered with 500.
    private static bool IsUnreadable(KubernetesApiException e) => e.Status.Message is { } message
        && (message.Contains("failed to create typed patch object", StringComparison.Ordinal) || message.Contains("failed to convert new object", StringComparison.Ordinal));
}
