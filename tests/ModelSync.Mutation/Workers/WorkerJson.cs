using System.Text.Json.Serialization;

namespace ModelSync.Mutation.Workers;

/// <summary>What goes over standard input and output of workers, one line each.</summary>
[JsonSerializable(typeof(Trial))]
[JsonSerializable(typeof(TrialAnswer))]
[JsonSerializable(typeof(TestMeasurement))]
internal sealed partial class WorkerJson : JsonSerializerContext;
