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
            Plan = new RevisionData.PlanData
            {
                Strategy = record.Plan.Strategy,
                Gates = record.Plan.Gates,
                Traffic = record.Plan.Traffic,
                ProgressDeadlineSeconds = (int)record.Plan.ProgressDeadline.TotalSeconds,
                OnFailure = record.Plan.OnFailure,
            },
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
        Plan = new RolloutPlan
        {
            Strategy = data.Plan.Strategy,
            Gates = data.Plan.Gates,
            Traffic = data.Plan.Traffic,
            ProgressDeadline = TimeSpan.FromSeconds(data.Plan.ProgressDeadlineSeconds),
            OnFailure = data.Plan.OnFailure,
        },
        Deployment = data.Deployment,
        Service = data.Service,
        DisruptionBudget = data.DisruptionBudget,
    };
}
