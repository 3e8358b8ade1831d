using Microsoft.Extensions.Logging;
using ModelSync.Core.Gates;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Scenes;

namespace ModelSync.Operator.Gates.Engine;

/// <summary>Calls meters, within the gate's timeout and so that nothing is thrown.</summary>
internal static class MeasurementCall
{
    /// <summary>One measurement; null when it was a look, or when it was ended because nobody wants it any more.</summary>
    public static async Task<GateReading?> RunAsync(
        IGateMeter meter, bool isLook, MeasurementContext context, TimeProvider time, ILogger logger, CancellationToken ended)
    {
        using var timeout = new CancellationTokenSource(context.Settings.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended, timeout.Token);
        try
        {
            if (isLook)
            {
                await meter.LookAsync(context, either.Token).ConfigureAwait(false);
                return null;
            }

            return await meter.MeasureAsync(context, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return isLook ? null : TimedOut(meter, context);
        }
        catch (Exception e)
        {
            // The message of an unknown exception may hold anything, so it goes to the log alone.
            logger.Unexpected(e, context.Scene.Rollout.Key(), context.Request.Gate.Name);
            return isLook ? null : GateReading.Error($"an unexpected {e.GetType().Name}: see the operator's log");
        }
    }

    /// <summary>Cleans up after a run.</summary>
    public static async Task EndAsync(GateRunState run, TimeSpan timeout, TimeProvider time, ILogger logger)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        try
        {
            await run.Meter.EndAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            logger.NotCleanedUp(run.Rollout.Key, run.Request.Gate.Name, e.Message);
        }
    }

    private static GateReading TimedOut(IGateMeter meter, MeasurementContext context) => new()
    {
        Outcome = meter.OnTimeout is MeasurementOutcome.Fail ? MeasurementOutcome.Fail : MeasurementOutcome.Error,
        Message = $"no answer within {context.Settings.Timeout.TotalSeconds:0} s, the gate's timeoutSeconds",
    };
}
