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

    /// <summary>The record, or why it cannot be read.</summary>
    public static RecordReading Read(DynamicObject controllerRevision) => Known.GetValue(controllerRevision, Decode);

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
