using System.Runtime.CompilerServices;
using ModelSync.Api;
using ModelSync.Core.Revisions;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Gathering;

/// <summary>Reads records from ControllerRevisions; each state of an object is decoded once.</summary>
internal static class RecordReader
{
    /// <summary>
    /// The annotation with the plan of a later trial: the API server lets nobody change the data of a ControllerRevision, and another trial of the same
    /// revision may have another plan.
    /// </summary>
    public const string PlanAnnotation = "modelsync.io/plan";

    private static readonly ConditionalWeakTable<DynamicObject, RecordReading> Known = [];

    /// <summary>The record, with the rollout of that UID as owner of all that it renders; or why it cannot be read.</summary>
    public static RecordReading Read(DynamicObject controllerRevision, string uid)
    {
        var reading = Known.GetValue(controllerRevision, Decode);
        if (reading.Record is not { } record || RecordOwner.Give(record, uid) is var given && ReferenceEquals(given, record))
        {
            return reading;
        }

        // One object is read for one rollout, as a rule: what was made for it is kept.
        var owned = reading with { Record = given };
        Known.AddOrUpdate(controllerRevision, owned);
        return owned;
    }

    private static RecordReading Decode(DynamicObject controllerRevision)
    {
        if (!controllerRevision.ToJsonElement().TryGetProperty("data", out var data))
        {
            return new RecordReading(controllerRevision, Record: null, "it has no data");
        }

        if (!RevisionRecordCodec.TryDecode(RawJson.From(data.GetRawText()), out var record, out var error))
        {
            return new RecordReading(controllerRevision, Record: null, error);
        }

        if (controllerRevision.Metadata.Annotations?.GetValueOrDefault(PlanAnnotation) is { } later)
        {
            if (!RevisionRecordCodec.TryDecodePlan(RawJson.From(later), out var plan, out error))
            {
                return new RecordReading(controllerRevision, Record: null, error);
            }

            record = record with { Plan = plan };
        }

        record = record with { Plan = PlanHashes.Add(record.Plan), Epoch = controllerRevision.Metadata.Epoch };
        return new RecordReading(controllerRevision, record, Error: null);
    }
}
