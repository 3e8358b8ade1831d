namespace ModelSync.Core.Gates;

/// <summary>What one measurement says about the candidate.</summary>
internal enum Judgement
{
    /// <summary>It is within the limits.</summary>
    Good,

    /// <summary>It is not.</summary>
    Bad,

    /// <summary>Too few samples to tell.</summary>
    NoData,

    /// <summary>Only a comparison could tell, and stable has no value to compare with.</summary>
    NoBaseline,

    /// <summary>It could not be measured.</summary>
    Error,

    /// <summary>A check that is not through.</summary>
    Waiting,
}
