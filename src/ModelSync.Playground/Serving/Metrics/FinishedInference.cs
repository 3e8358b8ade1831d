using ModelSync.Playground.Serving.Protocols;

namespace ModelSync.Playground.Serving.Metrics;

/// <summary>An inference that is over; the time to the first token is that of the whole where there are no tokens.</summary>
internal readonly record struct FinishedInference(Inference Request, string Route, InferenceOutcome Outcome, TimeSpan Duration, TimeSpan FirstToken);
