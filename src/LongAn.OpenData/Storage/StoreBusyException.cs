namespace LongAn.OpenData.Storage;

/// <summary>No reader came free in time; the API answers 503 with Retry-After.</summary>
public sealed class StoreBusyException(string message) : Exception(message);
