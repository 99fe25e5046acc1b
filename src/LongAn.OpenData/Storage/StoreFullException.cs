namespace LongAn.OpenData.Storage;

/// <summary>The disk has no room for what a read must write on the side: a database made of records, a sort that memory does not hold. The API answers 503 with Retry-After.</summary>
public sealed class StoreFullException(string message, Exception? innerException = null) : IOException(message, innerException);
