namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>Why a reference to a backend cannot be followed: a word for programs and a sentence for people.</summary>
internal sealed record BackendProblem(string Reason, string Message);
