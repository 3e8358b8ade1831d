namespace ModelSync.Core.Rollouts;

/// <summary>What is wrong with the pods of a revision.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Message">The pods' own words, such as the image that could not be pulled.</param>
public sealed record PodProblem(PodProblemKind Kind, string Message);
