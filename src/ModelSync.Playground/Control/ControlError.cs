namespace ModelSync.Playground.Control;

/// <summary>Why a running playground refuses an order.</summary>
internal sealed record ControlError(string Error);
