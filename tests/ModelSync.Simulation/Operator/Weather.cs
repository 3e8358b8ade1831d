using ModelSync.Simulation.Engine;

namespace ModelSync.Simulation.Operator;

/// <summary>How reliable the API servers are at present.</summary>
internal sealed class Weather(SimRandom random)
{
    private long _refusesUntil;
    private long _losesUntil;
    private int _refusePercent;
    private int _losePercent;

    /// <summary>Some writes are refused for a while.</summary>
    public void Refuse(int percent, long until) => (_refusePercent, _refusesUntil) = (percent, until);

    /// <summary>Some answers are lost for a while.</summary>
    public void Lose(int percent, long until) => (_losePercent, _losesUntil) = (percent, until);

    /// <summary>What becomes of a write now.</summary>
    public ApiVerdict Next(long now)
    {
        if (now < _refusesUntil && random.Chance(_refusePercent))
        {
            return ApiVerdict.Refused;
        }

        return now < _losesUntil && random.Chance(_losePercent) ? ApiVerdict.AnswerLost : ApiVerdict.Arrives;
    }
}
