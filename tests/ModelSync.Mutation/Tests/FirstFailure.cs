using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;

namespace ModelSync.Mutation.Tests;

/// <summary>Stops a run at the first test that fails, and remembers it.</summary>
internal sealed class FirstFailure(NUnitTestAssemblyRunner runner) : ITestListener
{
    /// <summary>The full name of the test, or of the fixture that could not be set up.</summary>
    public string? Test { get; private set; }

    /// <summary>What it said.</summary>
    public string? Message { get; private set; }

    /// <summary>How many tests were run.</summary>
    public int Count { get; private set; }

    public void TestFinished(ITestResult result)
    {
        // A suite fails with each of its tests; only a failure of its own is news.
        if (result.Test.IsSuite && result.ResultState.Site is not (FailureSite.SetUp or FailureSite.TearDown))
        {
            return;
        }

        Count += result.Test.IsSuite ? 0 : 1;
        if (Test is null && result.ResultState.Status == TestStatus.Failed)
        {
            (Test, Message) = (result.FullName, result.Message);
            runner.StopRun(force: false);
        }
    }

    public void TestStarted(ITest test)
    {
    }

    public void TestOutput(TestOutput output)
    {
    }

    public void SendMessage(TestMessage message)
    {
    }
}
