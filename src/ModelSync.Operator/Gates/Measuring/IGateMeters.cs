using ModelSync.Core.Gates;
using ModelSync.Operator.Gates.Scenes;

namespace ModelSync.Operator.Gates.Measuring;

/// <summary>Makes the meter of a run.</summary>
internal interface IGateMeters
{
    /// <summary>The meter for a gate whose spec is known.</summary>
    IGateMeter Create(GateRequest request, GateScene scene);
}
