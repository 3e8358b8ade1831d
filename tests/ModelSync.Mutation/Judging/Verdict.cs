namespace ModelSync.Mutation.Judging;

/// <summary>What became of a mutant.</summary>
public enum Verdict
{
    /// <summary>A test failed.</summary>
    Killed,

    /// <summary>A test did not end: found.</summary>
    TimedOut,

    /// <summary>The process of the tests ended, as after a stack overflow: found.</summary>
    Crashed,

    /// <summary>All tests that reach it passed.</summary>
    Survived,

    /// <summary>No test reaches it.</summary>
    NoCoverage,
}
