using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Digests;

namespace ModelSync.Core.Revisions;

/// <summary>Writes records as the data of a ControllerRevision, and reads those of every release since the first.</summary>
public static class RevisionRecordCodec
{
    /// <summary>The format that this build writes; a reader of an older build refuses a newer one.</summary>
    public const int Format = 1;

    /// <summary>The data, in canonical JSON.</summary>
    public static RawJson Encode(RevisionRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var data = new RevisionData
        {
            Format = Format,
            Revision = record.Revision,
            Collisions = record.Collisions == 0 ? null : record.Collisions,
            Inputs = record.Inputs,
            Plan = Convert(record.Plan),
            Deployment = record.Deployment,
            Service = record.Service,
            DisruptionBudget = record.DisruptionBudget,
        };
        return new RawJson(CanonicalJson.Write(JsonSerializer.SerializeToUtf8Bytes(data, RevisionJsonContext.Default.RevisionData)));
    }

    /// <summary>Reads data; false, with the reason, for what this build cannot read whole: nothing may be rendered from half a record.</summary>
    public static bool TryDecode(RawJson data, [NotNullWhen(true)] out RevisionRecord? record, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(data);
        record = null;
        try
        {
            error = ErrorOf(data);
            record = error is null ? Convert(JsonSerializer.Deserialize(data.Utf8.Span, RevisionJsonContext.Default.RevisionData)!) : null;
        }
        catch (JsonException e)
        {
            error = $"The record cannot be read ({e.Message}): use the ModelSync that wrote it, or delete the ControllerRevision once nothing of it serves.";
        }

        return record is not null;
    }

    /// <summary>A plan alone, in canonical JSON: that of a later trial, where the record itself cannot be changed.</summary>
    public static RawJson EncodePlan(RolloutPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new RawJson(CanonicalJson.Write(JsonSerializer.SerializeToUtf8Bytes(Convert(plan), RevisionJsonContext.Default.PlanData)));
    }

    /// <summary>Reads a plan alone; false, with the reason, for what this build cannot read whole.</summary>
    public static bool TryDecodePlan(RawJson text, [NotNullWhen(true)] out RolloutPlan? plan, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        (plan, error) = (null, null);
        try
        {
            plan = Convert(JsonSerializer.Deserialize(text.Utf8.Span, RevisionJsonContext.Default.PlanData)!);
        }
        catch (JsonException e)
        {
            error = $"The plan cannot be read ({e.Message}): use the ModelSync that wrote it, or delete the ControllerRevision once nothing of it serves.";
        }

        return plan is not null;
    }

    private static string? ErrorOf(RawJson data)
    {
        using var document = JsonDocument.Parse(data.Utf8);
        if (document.RootElement.ValueKind is not JsonValueKind.Object
            || !document.RootElement.TryGetProperty("format", out var format)
            || !format.TryGetInt32(out var number))
        {
            return "The record has no format: it was not written by ModelSync; delete the ControllerRevision or give it back its data.";
        }

        return number is Format
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The record has format {number}, and this build reads format {Format}: use the ModelSync that wrote it, or a newer one.");
    }

    private static RevisionRecord Convert(RevisionData data) => new()
    {
        Revision = data.Revision,
        Collisions = data.Collisions ?? 0,
        Inputs = data.Inputs,
        Plan = Convert(data.Plan),
        Deployment = data.Deployment,
        Service = data.Service,
        DisruptionBudget = data.DisruptionBudget,
    };

    private static RevisionData.PlanData Convert(RolloutPlan plan) => new()
    {
        Strategy = plan.Strategy,
        Gates = plan.Gates,
        Traffic = plan.Traffic,
        ProgressDeadlineSeconds = (int)plan.ProgressDeadline.TotalSeconds,
        OnFailure = plan.OnFailure,
    };

    private static RolloutPlan Convert(RevisionData.PlanData plan) => new()
    {
        Strategy = plan.Strategy,
        Gates = plan.Gates,
        Traffic = plan.Traffic,
        ProgressDeadline = TimeSpan.FromSeconds(plan.ProgressDeadlineSeconds),
        OnFailure = plan.OnFailure,
    };
}
